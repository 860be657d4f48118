"""What is no part of a report, as data: whole lines, in English, Arabic and German.

Lines are compared folded (``fold``): case, marks around the words and Arabic spelling aside.
"""

from __future__ import annotations

NEIGHBOURS_HEADINGS = frozenset((
    # SNHR
    "latest articles", "related articles", "related news", "latest news",
    # WordPress themes, Jetpack, Newspaper modules, news sites
    "related", "related posts", "related post", "related stories", "related story",
    "related content", "related topics", "related links", "related reading", "related coverage",
    "related reports", "latest posts", "latest reports", "latest stories", "recent posts",
    "recent news", "read also", "also read", "read more", "read next", "see also", "see more",
    "you may also like", "you might also like", "you may like", "you may also be interested in",
    "more on this", "more on this story", "more on this topic", "more stories", "more news",
    "more articles", "more from author", "more from the web", "more to read", "further reading",
    "similar articles", "similar posts", "recommended", "recommended for you",
    "recommended stories",
    "recommended articles", "don't miss", "trending", "trending now", "trending stories",
    "most read", "most popular", "popular posts", "popular stories", "editor's picks",
    "editors' picks",
    "in other news", "previous article", "next article", "previous post", "next post", "prev post",
    "from around the web", "around the web", "top stories",
    # Arabic news sites of WordPress
    "مقالات ذات صله", "اخبار ذات صله", "مواضيع ذات صله", "تقارير ذات صله", "ذات صله",
    "اقرا ايضا", "اقرا المزيد", "شاهد ايضا", "انظر ايضا", "المزيد", "المزيد من الاخبار",
    "اخر الاخبار", "احدث الاخبار", "احدث المقالات", "اخر المقالات", "قد يعجبك ايضا",
    "مقالات مشابهه", "مقالات متعلقه", "اخبار متعلقه", "مواضيع متعلقه", "الاكثر قراءه",
    "المقال السابق", "المقال التالي", "المنشور السابق", "المنشور التالي",
    # German
    "ähnliche artikel", "ähnliche beiträge", "verwandte artikel", "verwandte beiträge",
    "verwandte themen", "lesen sie auch", "lies auch", "auch interessant", "mehr zum thema",
    "weitere artikel", "weitere beiträge", "weitere nachrichten", "neueste artikel",
    "neueste beiträge", "aktuelle beiträge", "siehe auch", "das könnte sie auch interessieren",
    "das könnte dich auch interessieren", "das könnte ihnen auch gefallen", "mehr lesen",
    "vorheriger artikel", "nächster artikel", "vorheriger beitrag", "nächster beitrag",
    "meistgelesen", "zum thema",
    # Spanish, Portuguese, French, Italian
    "artículos relacionados", "noticias relacionadas", "entradas relacionadas", "lea también",
    "lea tambien", "leia também", "leia mais", "veja também", "saiba mais", "artigos relacionados",
    "notícias relacionadas", "posts relacionados", "à lire aussi", "lire aussi",
    "articles similaires", "leggi anche", "articoli correlati", "baca juga", "lees ook",
))  # fmt: skip
"""Headings over headlines of other pages."""

LABELS = frozenset((
    # labels whose value is missing or stands on another line
    "date", "release date", "publication date", "date published", "published", "published on",
    "posted on", "updated", "last updated", "updated on", "category", "categories", "tags",
    "filed under", "share", "shares", "post views", "page views", "عدد المشاهدات",
    "التاريخ", "تاريخ النشر", "التصنيف", "الوسوم", "datum", "veröffentlicht", "veröffentlicht am",
    "kategorie", "kategorien", "schlagwörter", "schlagworte",
    # breadcrumb
    "home", "you are here", "الرئيسيه", "startseite", "sie sind hier",
    # share, follow, print
    "share this", "share this article", "share this post", "share this story", "share article",
    "share on facebook", "share on twitter", "share on x", "share on whatsapp", "share via email",
    "share on linkedin", "share on telegram", "share it", "share now", "spread the word",
    "facebook", "twitter", "whatsapp", "telegram", "linkedin", "pinterest", "reddit", "email",
    "e-mail", "tweet", "tweet this", "retweet", "click to tweet", "pin it", "print", "print this",
    "print friendly", "like this", "loading", "follow us", "subscribe", "sign up", "copy link",
    "copy url", "link copied", "view comments", "show comments", "comments",
    "شارك", "شاركها", "مشاركه", "شارك المقال", "شارك هذا الموضوع", "شارك على فيسبوك", "فيسبوك",
    "تويتر", "واتساب", "تيليجرام", "تلغرام", "طباعه", "غرد", "تغريد", "تابعنا", "نسخ الرابط",
    "معجب بهذه", "تحميل", "البريد الالكتروني", "teilen", "teilen mit", "twittern", "drucken",
    "artikel teilen", "beitrag teilen", "diesen artikel teilen", "gefällt mir", "wird geladen",
    "folgen sie uns", "link kopieren",
    # advertisement
    "advert", "advertisement", "advertisements", "ad", "ads",
    "sponsored",
    "sponsored content", "story continues below", "story continues below advertisement",
    "article continues below", "article continues below advertisement",
    "article continues after advertisement", "promoted",
    "اعلان", "اعلانات", "anzeige", "werbung", "anzeigen",
    "publicidad", "publicidade", "continua depois da publicidade", "publicité",
    "verfügbare sprachen",
))  # fmt: skip
"""Lines that say nothing of the report when they stand alone."""

END_OF_REPORT = frozenset((
    # WordPress comment form (iraqinews.com), in the languages of its translations
    "leave a reply", "leave a comment", "leave a reply cancel reply", "post a comment",
    "add a comment", "write a comment", "join the conversation", "leave comment",
    "اترك ردا", "اترك تعليقا", "اترك رد", "اترك تعليق", "اترك تعليقا الغاء الرد", "اضف تعليقا",
    "اضف تعليق", "اكتب تعليقا", "schreibe einen kommentar", "schreiben sie einen kommentar",
    "kommentar schreiben", "kommentar hinterlassen", "hinterlasse eine antwort",
    "antworten abbrechen", "deja un comentario", "deja una respuesta", "deixe um comentário",
    "deixe uma resposta", "laisser un commentaire", "lascia un commento",
))  # fmt: skip
"""After these lines come the comment form and the neighbours, and no more of the report."""

MAX_LABEL = 240
"""Characters; no longer line is looked up among the labels."""
