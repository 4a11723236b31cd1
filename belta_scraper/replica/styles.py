"""How do the replica's pages look and work in a browser? Plainly, so that the news can be read."""

from __future__ import annotations

STYLES = """\
body { margin: 0; font: 16px/1.5 Georgia, "Noto Serif", "Noto Serif CJK SC", serif; color: #222; background: #f6f4ef }
a { color: #1d4f76; text-decoration: none }
a:hover { text-decoration: underline }
img { max-width: 100%; height: auto; display: block }
.all { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem 3rem; background: #fff }
.top_line, .main_menu, .main_langs { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline }
.top_line { padding: .75rem 0; font-size: .8rem; color: #666 }
.logo a { font: bold 1.9rem/1 Georgia, serif; color: #8c2f1b }
.header_date { margin-left: auto }
.header_date img { display: none }
.main_menu { padding: .5rem 0; border: solid #8c2f1b; border-width: 2px 0 1px; font-weight: bold; font-size: .9rem }
.mobile_menu, .invite_in_messagers img { display: none }
.main { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; gap: 2.5rem; padding-top: 1.25rem }
@media (max-width: 50rem) { .main { grid-template-columns: minmax(0, 1fr) } }
h1 { font-size: 1.7rem; line-height: 1.25; margin: .3rem 0 1rem }
h2 { font-size: 1.15rem; margin: 1.2rem 0 .4rem }
.date_full, .date, .fp_date, .tl_date, .news_rubric, .tl_node, .person_post { color: #777; font-size: .82rem }
.main_img { margin-bottom: 1rem }
.js-mediator-article { max-width: 40rem }
.js-mediator-article > div { margin: .9rem 0 }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid #d8cfc0; font-style: italic }
.news_tags_block, .invite_in_messagers { font-size: .85rem; color: #777; margin: 1rem 0 }
.tags_title { display: inline; margin-right: .5rem }
.new_date { font-size: 1.3rem; color: #8c2f1b; margin: 1.25rem 0 .5rem; border-bottom: 1px solid #e5ded2 }
.new_date .day, .new_date .month_year { display: inline }
.news_item { margin-bottom: 1rem }
.lenta_img img { width: 8rem; float: left; margin: .2rem 1rem .3rem 0 }
.news_item::after { content: ""; display: block; clear: both }
.lenta_item_title { display: block; font-weight: bold; line-height: 1.3 }
.lenta_textsmall { display: block; color: #444; font-size: .92rem }
.main_news_title, .block_title { display: block; margin-bottom: .6rem; border-bottom: 1px solid #8c2f1b }
.main_news_title, .block_title { font-weight: bold }
.last_news_item, .tl_item, .rubricNews_item { margin-bottom: .7rem; font-size: .9rem; line-height: 1.35 }
.load_more { padding: .6rem; text-align: center; background: #f1ece2; cursor: pointer }
.footer { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid #e5ded2; font-size: .8rem; color: #777 }
"""

SCRIPT = """\
// Fetches a page of a listing and hangs its items on the list (mode '1'), or puts them in its place.
function get_page(url, id, mode) {
  fetch(url).then(answer => answer.text()).then(text => {
    const list = document.getElementById(id);
    const read = new DOMParser().parseFromString(text, "text/html");
    const items = (read.getElementById(id) || read.body).innerHTML;
    list.querySelectorAll(".load_more").forEach(button => button.remove());
    if (mode === "1") list.insertAdjacentHTML("beforeend", items);
    else list.innerHTML = items;
  });
  return false;
}
"""
