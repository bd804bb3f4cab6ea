"""All that templates see: plain frozen values, already resolved, worded and escaped.

`str` fields are text, which templates escape; `Markup` fields are HTML that the renderer made and nothing else.
Every `url` is relative to the host and begins with the base path; `absolute` ones carry the whole address.
"""

from generator.render.views.articles import (
    ArticleView,
    CardView,
    CitationView,
    EntryView,
    HomeView,
    PlainView,
    TeaserView,
)
from generator.render.views.changes import ChangeDayView, ChangesView, ChangeView
from generator.render.views.entries import (
    EmbedView,
    FactGroupView,
    FactView,
    LetterView,
    PersonView,
    QuoteView,
    SourcePageView,
    StepView,
    TermView,
    TopicView,
    WorkingView,
)
from generator.render.views.events import (
    EventView,
    MonthView,
    TimelineView,
    YearView,
)
from generator.render.views.figures import (
    CellView,
    ChartView,
    ClaimView,
    CorrectionView,
    FigureView,
    RowView,
    SidebarView,
    SourceView,
    TableView,
)
from generator.render.views.shared import (
    CiteView,
    ContentsView,
    DateView,
    HeadView,
    LinkView,
    MenuView,
    NoticeView,
    PictureView,
    SiteView,
)

__all__ = [
    "ArticleView",
    "CardView",
    "CellView",
    "ChangeDayView",
    "ChangeView",
    "ChangesView",
    "ChartView",
    "CitationView",
    "CiteView",
    "ClaimView",
    "ContentsView",
    "CorrectionView",
    "DateView",
    "EmbedView",
    "EntryView",
    "EventView",
    "FactGroupView",
    "FactView",
    "FigureView",
    "HeadView",
    "HomeView",
    "LetterView",
    "LinkView",
    "MenuView",
    "MonthView",
    "NoticeView",
    "PersonView",
    "PictureView",
    "PlainView",
    "QuoteView",
    "RowView",
    "SidebarView",
    "SiteView",
    "SourcePageView",
    "SourceView",
    "StepView",
    "TableView",
    "TeaserView",
    "TermView",
    "TimelineView",
    "TopicView",
    "WorkingView",
    "YearView",
]
