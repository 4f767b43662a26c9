package dev.ferrule.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param dataDir a path; text, because Spring would look a relative {@code Path} up on the class path first */
@ConfigurationProperties("ferrule")
record StoreSettings(@DefaultValue("./data") String dataDir) {}
