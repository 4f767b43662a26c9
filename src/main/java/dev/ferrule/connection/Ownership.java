package dev.ferrule.connection;

/** Knows whether an owner may still have a connection. Implemented by whoever keeps end users. */
public interface Ownership {

    /**
     * Throws the problem that says what is no longer there: end user, activation or template. It is asked after a
     * connection was written, and whoever takes one of these away removes connections last: so one of the two sees.
     */
    void check(String org, Owner owner);
}
