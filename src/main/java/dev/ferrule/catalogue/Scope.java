package dev.ferrule.catalogue;

import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Where to search: in all specs of an organisation, or in some of them. */
record Scope(String org, Collection<String> specIds) {

    static final String ORG = "org";
    static final String SPEC = "spec";

    static Scope everything(String org) {
        return new Scope(org, List.of());
    }

    boolean isEverything() {
        return specIds.isEmpty();
    }

    Query filter() {
        Query org = new TermQuery(new Term(ORG, org()));
        if (specIds.isEmpty()) {
            return org;
        }
        if (specIds.size() == 1) {
            return both(org, new TermQuery(new Term(SPEC, specIds.iterator().next())));
        }
        return both(
                org,
                new TermInSetQuery(SPEC, specIds.stream().map(BytesRef::new).toList()));
    }

    private static Query both(Query a, Query b) {
        return new ConstantScoreQuery(new BooleanQuery.Builder()
                .add(a, Occur.FILTER)
                .add(b, Occur.FILTER)
                .build());
    }
}
