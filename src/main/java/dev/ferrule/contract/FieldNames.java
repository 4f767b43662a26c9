package dev.ferrule.contract;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names that mean the same nearly everywhere, written without case and separators: {@code page[number]} is pagenumber. */
final class FieldNames {

    static final Set<String> PAGE =
            Set.of("page", "pagenumber", "pageno", "pagenum", "pageindex", "pageid", "currentpage", "pageidx");
    static final Set<String> OFFSET = Set.of(
            "offset",
            "skip",
            "start",
            "startat",
            "startindex",
            "startposition",
            "pageoffset",
            "startrow",
            "firstresult",
            "resultoffset",
            "from");
    static final Set<String> CURSOR = Set.of(
            "cursor",
            "pagecursor",
            "nextcursor",
            "startcursor",
            "aftercursor",
            "pagetoken",
            "nexttoken",
            "nextpagetoken",
            "continuationtoken",
            "continuation",
            "continue",
            "paginationtoken",
            "after",
            "pageafter",
            "startingafter",
            "startafter",
            "marker",
            "nextmarker",
            "scrollid",
            "scroll",
            "sinceid",
            "bookmark",
            "skiptoken",
            "pagingtoken",
            "pagestate",
            "nextpage",
            "exclusivestartkey",
            "pagekey",
            "nextpagekey");
    static final Set<String> SIZE = Set.of(
            "limit",
            "pagesize",
            "perpage",
            "count",
            "size",
            "maxresults",
            "top",
            "take",
            "pagelimit",
            "max",
            "maxitems",
            "first",
            "resultsperpage",
            "rows",
            "itemsperpage",
            "pagecount",
            "numresults",
            "maxkeys",
            "batchsize",
            "maxrecords",
            "num",
            "maxpagesize",
            "recordsperpage");

    /** Of lists: those before others where an answer has several. */
    static final List<String> ITEMS = List.of(
            "data",
            "items",
            "results",
            "records",
            "entries",
            "values",
            "value",
            "list",
            "rows",
            "content",
            "objects",
            "elements",
            "resources",
            "docs",
            "hits",
            "edges",
            "nodes",
            "collection",
            "members");

    static final Set<String> NEXT_CURSOR = Set.of(
            "nextcursor",
            "nextpagetoken",
            "nexttoken",
            "continuationtoken",
            "nextpagecursor",
            "nextmarker",
            "endcursor",
            "nextpagekey",
            "nextcontinuationtoken",
            "paginationtoken",
            "nextpageid",
            "nextpagestate",
            "scrollid",
            "nextid",
            "lastevaluatedkey",
            "nextoffset",
            "cursornext",
            "nextstartcursor",
            "pagetoken",
            "skiptoken",
            "nextpage");
    static final Set<String> NEXT_URL = Set.of(
            "next",
            "nexturl",
            "nextlink",
            "nextpageurl",
            "nextpageuri",
            "nexturi",
            "odatanextlink",
            "nextpagelink",
            "nexthref",
            "nextpagepath");

    /** That hold what belongs to the page rather than to its items. */
    static final Set<String> ABOUT_PAGES = Set.of(
            "meta",
            "metadata",
            "paging",
            "pagination",
            "pageinfo",
            "links",
            "link",
            "cursors",
            "cursor",
            "responsemetadata",
            "page",
            "next",
            "pages",
            "navigation",
            "data",
            "result",
            "response");

    static final Set<String> MORE = Set.of(
            "hasmore",
            "hasnext",
            "hasnextpage",
            "more",
            "morepages",
            "moreitems",
            "hasmoreitems",
            "hasmoreresults",
            "istruncated",
            "moreavailable",
            "morerecords",
            "hasmorepages");
    static final Set<String> LAST = Set.of("last", "islast", "islastpage", "lastpage", "done");
    static final Set<String> TOTAL = Set.of(
            "total",
            "totalcount",
            "totalitems",
            "totalresults",
            "totalelements",
            "totalrecords",
            "totalsize",
            "totalrows",
            "totalhits",
            "odatacount");

    static final List<String> MESSAGE = List.of(
            "message",
            "errormessage",
            "errordescription",
            "detail",
            "errordetail",
            "description",
            "usermessage",
            "msg",
            "faultstring",
            "title",
            "reason",
            "text",
            "error",
            "errors");
    static final List<String> CODE = List.of(
            "code",
            "errorcode",
            "errorkey",
            "errortype",
            "type",
            "reason",
            "errorid",
            "error",
            "statuscode",
            "status",
            "name");

    private FieldNames() {}

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
