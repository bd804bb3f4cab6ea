const topicsOf = (articles) => {
  const topics = new Map();
  for (const article of articles) {
    for (const tag of article.data.tags.filter((one) => one.startsWith("topic-"))) {
      topics.set(tag, [...(topics.get(tag) ?? []), article]);
    }
  }
  return [...topics].map(([name, found]) => ({ name, articles: found.reverse() }));
};
const month = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export default function (config) {
  config.addPassthroughCopy({ "src/style.css": "style.css" });
  config.addFilter("words", (date) => month.format(date));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("moment", (date) => date.toISOString());
  config.addCollection("topics", (collections) => topicsOf(collections.getFilteredByTag("articles")));
  return {
    dir: { input: "src", output: "_site" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
    templateFormats: ["md", "njk"],
  };
}
