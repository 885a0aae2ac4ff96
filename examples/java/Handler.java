import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does what an event says, {"hourglass": ACTION}; any other event comes back. */
public class Handler implements RequestStreamHandler {
    private static final Pattern ASKED = Pattern.compile("^\\{\"hourglass\": *\"([a-z_]+)\"\\}$");

    public Handler() {
        if (System.getenv("EXAMPLE_INIT_ERROR") != null) {
            throw new IllegalStateException("the handler fails while it loads");
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        byte[] event = input.readAllBytes();
        Matcher asked = ASKED.matcher(event.length > 100 ? "" : new String(event, StandardCharsets.UTF_8));
        output.write(asked.matches() ? answerTo(asked.group(1), context) : event);
    }

    private static byte[] answerTo(String action, Context context) throws IOException {
        switch (action) {
            case "greet":
                return bytes("\"hello hourglass\"");
            case "fail":
                throw new IOException("the handler says no");
            case "throw":
                throw new IllegalArgumentException("the handler throws");
            case "panic":
                throw new AssertionError("what is no exception");
            case "remaining":
                return bytes(Integer.toString(context.getRemainingTimeInMillis()));
            case "flood": // more than the platform takes
                return bytes("\"" + "x".repeat(7_000_000) + "\"");
            case "sleep":
                sleep();
                return bytes("null");
            case "exit":
                Runtime.getRuntime().halt(3);
                return bytes("null");
            case "crash":
                Runtime.getRuntime().halt(134);
                return bytes("null");
            default:
                return bytes("{\"hourglass\": \"" + action + "\"}");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
