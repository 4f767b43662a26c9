package dev.ferrule;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program. */
@SpringBootApplication
public class Ferrule {

    public static void main(String[] args) {
        SpringApplication.run(Ferrule.class, args);
    }
}
