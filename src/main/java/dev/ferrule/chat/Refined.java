package dev.ferrule.chat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a language model makes of a message about a plan. Nothing in it can bring an operation in: it words the requirement
 * anew, and names what is there by number.
 *
 * @param unwanted numbers of endpoints of the plan
 */
record Refined(String requirement, List<JsonNode> unwanted, List<Answered> answers, String reply) {

    private static final int LONGEST_REPLY = 600;

    record Answered(String question, String answer) {
        Answered {
            question = question == null ? "" : question.strip();
            answer = answer == null ? "" : answer.strip();
        }
    }

    Refined {
        requirement = requirement == null ? "" : Texts.clean(requirement).strip();
        unwanted = unwanted == null ? List.of() : unwanted;
        answers = answers == null ? List.of() : answers;
        reply = reply == null ? "" : Texts.shortened(Texts.line(reply), LONGEST_REPLY);
    }

    /** What is wrong with it, for the model. */
    List<String> faults(int endpoints) {
        List<String> faults = new ArrayList<>();
        if (requirement.codePoints().noneMatch(Character::isLetter) || requirement.length() > Message.LONGEST) {
            faults.add("The requirement must be there, in at most " + Message.LONGEST + " characters.");
        }
        for (JsonNode one : unwanted) {
            if (!one.isIntegralNumber() || one.asInt() < 1 || one.asInt() > endpoints) {
                faults.add("'unwanted' has numbers of endpoints of the plan only, 1 to " + endpoints + ".");
                break;
            }
        }
        return faults;
    }
}
