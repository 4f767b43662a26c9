package dev.ferrule.http;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The address of this service as an operator says that it is reached, else as the present caller reached it. */
@Component
public class PublicAddress {

    private final String given;

    PublicAddress(@Value("${ferrule.public-url:}") String given) {
        this.given = given.strip().replaceAll("/+$", "");
    }

    /** Without a slash at its end. Only while a request is served. */
    public String base() {
        return given.isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : given;
    }
}
