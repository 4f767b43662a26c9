package dev.ferrule;

import dev.ferrule.cli.Commands;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program. */
@SpringBootApplication
public class Ferrule {

    public static void main(String[] args) {
        System.exit(Commands.run(Ferrule.class, args));
    }
}
