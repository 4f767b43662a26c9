package dev.ferrule.store;

import com.mongodb.ConnectionString;

/** The address of a MongoDB server, completed with our database's name, in a form that may be shown. */
record MongoUri(ConnectionString connection) {

    static final String DATABASE = "ferrule";

    static MongoUri parse(String uri) {
        try {
            ConnectionString given = new ConnectionString(uri);
            return new MongoUri(given.getDatabase() == null ? new ConnectionString(withDatabase(uri)) : given);
        } catch (IllegalArgumentException e) {
            // The driver's message may quote the part of the URI that holds the password.
            throw new StartupFailure(
                    "MONGODB_URI is not a MongoDB connection string.",
                    "Write it as mongodb://user:password@host:port/database, special characters percent-encoded,"
                            + " or unset it to use the embedded database.",
                    null);
        }
    }

    /** The hosts end at the first slash or question mark, since user names and passwords have theirs encoded. */
    private static String withDatabase(String uri) {
        int hosts = uri.indexOf("://") + 3;
        int options = uri.indexOf('?', hosts);
        String address = options < 0 ? uri : uri.substring(0, options);
        String slash = address.indexOf('/', hosts) < 0 ? "/" : "";
        return address + slash + DATABASE + (options < 0 ? "" : uri.substring(options));
    }

    /** Host names and ports, without credentials. */
    String hosts() {
        return String.join(", ", connection.getHosts());
    }
}
