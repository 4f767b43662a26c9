package dev.ferrule.contract;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;

/** An address as mail software takes it; the library's own asks for a top-level domain that it knows. */
record EmailFormat(String name) implements Format {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && at < text.length() - 1
                && text.length() <= 320
                && text.substring(at + 1).chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-[]:".indexOf(c) >= 0)
                && text.chars().noneMatch(Character::isISOControl)
                && (text.startsWith("\"") || text.indexOf(' ') < 0 && text.indexOf('@') == at);
    }
}
