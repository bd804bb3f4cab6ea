/* Marks what is newer than the reader's last visit. The moment of the visit stays in this browser; nothing is sent. */
"use strict";
(function () {
  var KEY = "factbox-visit " + document.location.pathname;
  var PAUSE = 30 * 60 * 1000; /* within half an hour it is the same visit */
  var store;
  try { store = window.localStorage; } catch (refused) { return; }
  if (!store) { return; }

  function read(name) {
    try { return Number(store.getItem(KEY + " " + name)) || 0; } catch (refused) { return 0; }
  }
  function write(name, value) {
    try { store.setItem(KEY + " " + name, String(value)); } catch (refused) { /* then nothing is remembered */ }
  }

  function run() {
    var now = Date.now();
    var seen = read("seen");
    var last = now - seen > PAUSE ? seen : read("last");
    write("last", last);
    write("seen", now);
    if (!last) { return; }
    var count = 0;
    document.querySelectorAll("[data-moment]").forEach(function (entry) {
      var moment = Date.parse(entry.getAttribute("data-moment"));
      if (moment > last && moment <= now) {
        var mark = document.createElement("strong");
        mark.textContent = "New to you ";
        entry.setAttribute("data-new", "");
        entry.insertBefore(mark, entry.firstChild);
        count += 1;
      }
    });
    var note = document.createElement("p");
    note.className = "notice";
    var language = document.documentElement.lang || undefined;
    /* As on the pages: plain English puts the day first. */
    var day = new Date(last).toLocaleDateString(language === "en" ? "en-GB" : language,
      { day: "numeric", month: "long", year: "numeric" });
    note.textContent = "You were here last on " + day + ". " +
      (count === 0 ? "Nothing changed since." : count === 1 ? "One entry is new since." : count + " entries are new since.");
    var column = document.querySelector(".changes-page .column");
    if (column) { column.insertBefore(note, column.firstChild); }
  }

  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", run); } else { run(); }
}());
