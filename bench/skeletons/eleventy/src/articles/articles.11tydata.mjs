export default {
  layout: "article.njk",
  tags: ["articles"],
};
