package dev.ferrule.chat;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param running messages that are answered at the same time
 * @param waiting messages that may wait for that; more are refused
 * @param streams connections that listen at the same time
 * @param heartbeat how often a silent stream says that it is there
 * @param lease how long a turn holds when its process says nothing more
 */
@ConfigurationProperties("ferrule.chat")
record ChatSettings(
        @DefaultValue("32") int running,
        @DefaultValue("64") int waiting,
        @DefaultValue("256") int streams,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("15s") Duration lease) {}
