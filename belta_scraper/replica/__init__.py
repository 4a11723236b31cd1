"""How does BelTA's website behave? A small one on loopback, with invented news: for the demo, tests and benchmarks.

::

    with Replica() as replica:
        replica.origins                                   # {"ru": "http://127.0.0.1:41233", "be": ...}: EDITION_ORIGINS
        replica.site("de").stories                        # the truth, newest first: frozen `Story` records
        replica.site("de").publish()                      # a new article on top; edit(), move(), remove(), restore()
        replica.switches.page_size = 10                   # every edition's
        replica.site("de").switches.skin = "2015"         # one edition's
        replica.switches.faults["/all_news/page/2/"] = Fault(status=503, retry_after=1, times=2)
        replica.requests                                  # what was asked, and when

`python -m belta_scraper.replica` serves it for a person's browser. The modules:

==============  ====================================================================================
`news/`         the invented news: a text bank for each edition, and how its tales are told
`stories`       the truth about one article
`site`          the stories of one edition, and how they are edited while it runs
`view`          what a page knows of its site at one moment
`markup/`       the pages; `lettering` has the words around the articles, `slugs` the addresses
`switches`      what can be changed; `HABITS` has what differs between the editions at first
`faults`        what becomes of a good answer; `answering` gives the good one; `server` sends it
==============  ====================================================================================

Damage that BelTA's pages showed, and where it is here:

1.  Mixed encodings: `mixed_encoding` (ru), windows-1251 in a comment above the article.
2.  CR LF in headlines and teasers: `crlf` (ru, zh); pages mix CR LF and LF everywhere.
3.  Rubric first in each item: every listing. Rubric unlike the address's section: ru comments.
4.  The same article twice: listing, timeline (`timeline`) and latest news.
5.  Links that leave the host: the latest news of every page (ru: three).
6.  False offset in `mediator_published_time`: every article. Header date of rendering: every page.
    `/printv/`: date of rendering, with a Belarusian month on foreign hosts.
7.  Empty slugs: zh. Numeric slugs: zh, wherever a headline holds figures. U+FFFE and a dot in a
    slug: ru, quirks `slug with U+FFFE`, `slug with a dot`. No year: comments and photonews (ru, en).
    A slug that ends in a year, before a number without one: ru photonews. Slash within the query
    of `get_page`: every button.
8.  Body without `<p>`: `body_markup` (en, de, zh); without wrapper: `skin = "2015"`. Runs of empty
    `<p>`: quirk `empty paragraphs` (ru). `<h2>` within `<p>`: quirk `subheading within paragraph` (ru).
    Paragraphs pasted from Word: quirk `MsoNormal` (zh).
9.  No teaser: two to nine articles of each edition. Nested teasers: `nested_teaser` (ru).
10. Edited afterwards: quirk `edited the day after`; notes `(Обновлено …)`, `/Wird ergänzt/` and their like.
11. Past the end: `past_the_end` (en: page 1 again; be: 404). A listing that shifts: `Site.publish`
    from `Replica.before_answering`.
12. Broken connections, 429, 503: `faults`. Sitemap: 403, always. No feed: `feed` (en).
13. Single-quoted attributes: every headline and caption that holds a `"`. `&amp;` in addresses: buttons.
14. `<noindex>`, `<meta>` in the footer, `document.write`, `<style>` between blocks: every page.

Besides: bare `alt title src` (quirk `attributes alt title src`), lazy pictures (quirk `data-src`),
no-break spaces within figures (quirk `no-break spaces`), texts in Russian in the Belarusian edition,
articles without dateline, datelines of the day before, `-0-` glued, after a blank and on a line of
its own, a subscribe block within the body (`invite`, es), films and posts of four networks.
"""

from .server import Replica
from .site import Site
from .stories import Dateline, Part, Picture, Story, StoryTag
from .switches import Fault, Request, Switches

__all__ = ["Dateline", "Fault", "Part", "Picture", "Replica", "Request", "Site", "Story", "StoryTag", "Switches"]
