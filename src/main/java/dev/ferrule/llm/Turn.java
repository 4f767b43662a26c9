package dev.ferrule.llm;

import dev.ferrule.llm.ModelFailure.Kind;
import dev.ferrule.problem.Problem;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All that is asked of the model for one plan or one message, within one budget. Whatever it fails at for good is a
 * {@link ModelFailure}. For one thread.
 */
public final class Turn {

    private static final int MOST_CALLS = 8;
    private static final int MOST_ROUNDS = 6;
    private static final int LONGEST_ECHO = 4_000;

    private final Endpoint endpoint;
    private final Prompts prompts;
    private final Progress progress;
    private final Limits limits;
    private final Set<String> used = new LinkedHashSet<>();

    Turn(Endpoint endpoint, Prompts prompts, Progress progress, Limits limits) {
        this.endpoint = endpoint;
        this.prompts = prompts;
        this.progress = progress;
        this.limits = limits;
    }

    /** The versions of the prompts that were used, such as {@code restate/1}. */
    public List<String> prompts() {
        return List.copyOf(used);
    }

    public Spent spent() {
        return limits.spent();
    }

    /**
     * A structured answer.
     *
     * @param variables texts for all variables of the role; each becomes a block of data
     * @param form a record, see {@link Form}
     * @param check what is wrong with an answer, for the model; empty when nothing is. The model is told once. What is
     *     wrong with its second answer is the caller's to drop
     */
    public <T> T ask(Role role, Map<String, String> variables, Class<T> form, Function<T, List<String>> check) {
        Form<T> wanted = Form.of(form);
        List<ChatMessage> messages = open(role, variables);
        T answer = null;
        for (int repair = 0; repair < 2; repair++) {
            String text = structured(messages, wanted);
            List<String> faults;
            try {
                T read = wanted.read(text);
                answer = read;
                faults = check.apply(read);
            } catch (Form.Misshapen e) {
                faults = List.of(e.fault());
            }
            if (faults.isEmpty() || repair == 1) {
                break;
            }
            progress.step("repair", faults.get(0));
            messages.add(AiMessage.from(text.isBlank() ? "{}" : shortened(text)));
            messages.add(UserMessage.from(filled(Role.REPAIR, "user", Map.of("faults", String.join("\n", faults)))));
        }
        if (answer == null) {
            throw new ModelFailure(Kind.MISSHAPEN, "The language model's answer has not the form that was asked for.");
        }
        return answer;
    }

    /** Free text; every piece of it is told to the progress as it comes. After a step {@code retry} it begins anew. */
    public String tell(Role role, Map<String, String> variables) {
        return converse(role, variables, List.of());
    }

    /**
     * Free text by way of tools. Tools that are not there and arguments that are no JSON object are told to the model;
     * the last round, and any after so many calls, offers no tools. An endpoint that takes none is asked without, and
     * so are prompts that do not say what a tool is for.
     */
    public String converse(Role role, Map<String, String> variables, List<Tool> tools) {
        List<ChatMessage> messages = open(role, variables);
        List<ToolSpecification> offered = endpoint.takesTools() ? offered(role, tools) : List.of();
        int calls = 0;
        for (int round = 1; ; round++) {
            boolean last = calls >= MOST_CALLS || round >= MOST_ROUNDS || limits.isLastRound();
            AiMessage said;
            try {
                said = said(messages, last ? List.of() : offered);
            } catch (ModelFailure failure) {
                if (failure.kind() != Kind.UNSUPPORTED || round > 1 || last || offered.isEmpty()) {
                    throw failure;
                }
                said = said(messages, List.of());
                endpoint.refuseTools();
                last = true;
            }
            if (!said.hasToolExecutionRequests() || last) {
                return Endpoint.textOf(said);
            }
            if (!Endpoint.textOf(said).isBlank()) {
                progress.token("\n\n");
            }
            messages.add(said);
            for (ToolExecutionRequest one : said.toolExecutionRequests()) {
                calls++;
                String result = calls > MOST_CALLS ? "Not run: no more tools can be used now." : run(tools, one);
                messages.add(ToolExecutionResultMessage.from(one, Template.block("result", result)));
            }
        }
    }

    private AiMessage said(List<ChatMessage> messages, List<ToolSpecification> offered) {
        ChatRequest.Builder request = ChatRequest.builder().messages(messages);
        if (!offered.isEmpty()) {
            request.toolSpecifications(offered);
        }
        return call(request.build(), progress::token).aiMessage();
    }

    private List<ToolSpecification> offered(Role role, List<Tool> tools) {
        List<ToolSpecification> offered = new ArrayList<>();
        for (Tool tool : tools) {
            String purpose = filled(role, "tool " + tool.name(), Map.of());
            if (!purpose.isBlank()) {
                offered.add(ToolSpecification.builder()
                        .name(tool.name())
                        .description(purpose)
                        .parameters(Form.of(tool.arguments()).schema())
                        .build());
            }
        }
        return offered;
    }

    private String run(List<Tool> tools, ToolExecutionRequest asked) {
        Tool tool = tools.stream()
                .filter(one -> one.name().equals(asked.name()))
                .findFirst()
                .orElse(null);
        if (tool == null) {
            progress.step("refuse", "The language model wanted a tool that is not there");
            return "There is no such tool.";
        }
        progress.step("tool", tool.name());
        try {
            return tool.run().apply(Form.arguments(asked.arguments() == null ? "" : asked.arguments()));
        } catch (Form.Misshapen e) {
            return e.fault();
        } catch (Problem e) {
            return e.description();
        }
    }

    /** Goes from way to way until one is taken; which one it is, is known for all later turns. */
    private String structured(List<ChatMessage> messages, Form<?> form) {
        while (true) {
            Way way = endpoint.way();
            try {
                ChatResponse response = call(request(messages, form, way), piece -> {});
                String text = answerOf(response.aiMessage());
                endpoint.prove(way);
                return text;
            } catch (ModelFailure failure) {
                if (failure.kind() != Kind.UNSUPPORTED || way == Way.PLAIN || endpoint.isWayProven()) {
                    throw failure;
                }
                endpoint.doubt(way);
            }
        }
    }

    private static ChatRequest request(List<ChatMessage> messages, Form<?> form, Way way) {
        ChatRequest.Builder request = ChatRequest.builder().messages(messages);
        return switch (way) {
            case SCHEMA ->
                request.responseFormat(ResponseFormat.builder()
                                .type(ResponseFormatType.JSON)
                                .jsonSchema(JsonSchema.builder()
                                        .name(Way.ANSWER)
                                        .rootElement(form.schema())
                                        .build())
                                .build())
                        .build();
            case TOOL ->
                request.toolSpecifications(ToolSpecification.builder()
                                .name(Way.ANSWER)
                                .parameters(form.schema())
                                .build())
                        .toolChoice(ToolChoice.REQUIRED)
                        .build();
            case PLAIN -> request.build();
        };
    }

    private static String answerOf(AiMessage message) {
        return message.hasToolExecutionRequests()
                ? String.valueOf(message.toolExecutionRequests().get(0).arguments())
                : Endpoint.textOf(message);
    }

    private ChatResponse call(ChatRequest request, Consumer<String> tokens) {
        limits.check();
        Endpoint.checkCancelled(progress);
        ChatResponse response = endpoint.call(request, limits, progress, tokens);
        limits.count(
                response.tokenUsage(),
                request.messages().toString().length(),
                answerOf(response.aiMessage()).length());
        return response;
    }

    private List<ChatMessage> open(Role role, Map<String, String> variables) {
        List<ChatMessage> messages = new ArrayList<>();
        String system = filled(role, "system", variables);
        if (!system.isBlank()) {
            messages.add(SystemMessage.from(system));
        }
        messages.add(UserMessage.from(filled(role, "user", variables)));
        return messages;
    }

    private String filled(Role role, String part, Map<String, String> variables) {
        Template template = prompts.of(role);
        used.add(template.version());
        return template.part(part, variables);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO);
    }
}
