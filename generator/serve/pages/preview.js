/* The preview's plug-in for livereload: it swaps style sheets, and carries the reader's place over a reload. */
(function () {
  "use strict";
  var KEY = "factbox-preview";
  var LATE = 30 * 1000; /* milliseconds after which a reload did not come of the kept state */
  var HIDDEN = 1000; /* milliseconds that a page is hidden at most */

  function store(value) {
    try { window.sessionStorage.setItem(KEY, JSON.stringify(value)); } catch (refused) { /* then nothing is kept */ }
  }
  function take() {
    try {
      var value = JSON.parse(window.sessionStorage.getItem(KEY));
      window.sessionStorage.removeItem(KEY);
      return value;
    } catch (refused) { return null; }
  }

  function isOpen(popover) {
    try { return popover.matches(":popover-open"); } catch (unknown) { return false; }
  }
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  /* Details have a name of their own: their id, or the words of their summary and how many before them have the same. */
  function details() {
    var met = {};
    return all("details:not(#factbox-overlay)").map(function (one) {
      var summary = one.querySelector("summary");
      var name = one.id ? "#" + one.id : " " + (summary ? summary.textContent : "");
      met[name] = (met[name] || 0) + 1;
      return { element: one, name: name + " " + met[name] };
    });
  }

  /* Of the elements with an id the last that begins above the upper edge: what is above it may grow or shrink. */
  function anchor() {
    var found = null;
    if (window.scrollY <= 0) { return found; }
    all("main [id]").forEach(function (one) {
      if (!one.getClientRects().length || one.closest("[popover]")) { return; }
      var top = one.getBoundingClientRect().top;
      if (top > 1 || (found && top < found.top)) { return; }
      if (/fixed|sticky/.test(window.getComputedStyle(one).position)) { return; }
      found = { id: one.id, top: top };
    });
    return found;
  }

  function keep() {
    var open = {};
    details().forEach(function (one) { open[one.name] = one.element.open; });
    store({
      at: Date.now(), path: location.pathname, x: window.scrollX, y: window.scrollY, anchor: anchor(),
      details: open, popovers: all("[popover]").filter(isOpen).map(function (one) { return one.id; }),
      focus: document.activeElement ? document.activeElement.id : ""
    });
    history.scrollRestoration = "manual";
  }

  function show(id) {
    var popover = document.getElementById(id);
    if (!popover || !popover.showPopover || isOpen(popover)) { return; }
    var button = all("[popovertarget]").filter(function (one) { return one.getAttribute("popovertarget") === id; })[0];
    try { popover.showPopover(button ? { source: button } : undefined); } catch (refused) { /* it is none any more */ }
  }

  function scroll(kept) {
    var place = kept.anchor && document.getElementById(kept.anchor.id);
    var top = place ? window.scrollY + place.getBoundingClientRect().top - kept.anchor.top : kept.y;
    window.scrollTo({ left: kept.x, top: top, behavior: "instant" });
  }

  function restore(kept) {
    details().forEach(function (one) {
      if (Object.prototype.hasOwnProperty.call(kept.details, one.name)) { one.element.open = kept.details[one.name]; }
    });
    kept.popovers.forEach(show);
    var focused = kept.focus && document.getElementById(kept.focus);
    if (focused) { focused.focus({ preventScroll: true }); }
    scroll(kept);
  }

  /* Pictures that come late move the text once more, unless the reader has gone on by then. */
  function settle(kept) {
    var moved = false;
    ["wheel", "touchstart", "keydown", "pointerdown"].forEach(function (kind) {
      window.addEventListener(kind, function () { moved = true; }, { once: true, passive: true });
    });
    window.addEventListener("load", function () {
      if (!moved) { scroll(kept); }
      /* Not before: the browser would put the page where it was in pixels. */
      window.setTimeout(function () { history.scrollRestoration = "auto"; }, 0);
    });
  }

  /* The page is hidden until it is in its place. Browsers show the old one meanwhile, so that nothing jumps. */
  function begin() {
    var kept = take();
    if (!kept || kept.path !== location.pathname || Date.now() - kept.at > LATE) {
      history.scrollRestoration = "auto";
      return;
    }
    var root = document.documentElement;
    function appear() { root.style.removeProperty("visibility"); if (!root.getAttribute("style")) { root.removeAttribute("style"); } }
    function place() { try { restore(kept); } finally { appear(); } }
    settle(kept);
    if (document.readyState === "loading") {
      root.style.visibility = "hidden";
      window.setTimeout(appear, HIDDEN);
      document.addEventListener("DOMContentLoaded", place);
    } else { place(); }
  }

  function path(url) { return new URL(url, location.href).pathname; }

  /* The old sheet goes when the new one is there, so that the page is never without. */
  function swap(old, fresh) {
    var links = all("link[rel~=stylesheet]").filter(function (link) { return path(link.href) === path(old); });
    links.forEach(function (link) {
      var clone = link.cloneNode(false);
      clone.href = fresh;
      clone.onload = function () { link.remove(); };
      clone.onerror = function () { keep(); location.reload(); };
      link.parentNode.insertBefore(clone, link.nextSibling);
    });
    return links.length > 0;
  }

  function Plugin() {}
  Plugin.identifier = "factbox";
  Plugin.version = "1.0";
  Plugin.prototype.reload = function (address, options) {
    if (options.liveCSS && options.originalPath && swap(options.originalPath, address)) { return true; }
    keep();
    location.reload();
    return true;
  };
  window.LiveReloadPluginFactbox = Plugin;

  begin();
}());
