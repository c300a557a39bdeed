package rejoinder.app.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Ends a command that failed with one line on standard error and a status other than 0. */
public final class Failures implements CommandLine.IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        // Made here: whatever succeeds need not wait for logging to be set up.
        Logger log = LoggerFactory.getLogger(Failures.class);
        if (failure instanceof UserError) {
            log.debug("{} ended", command.getCommandName(), failure);
            command.getErr().println("rejoinder: " + failure.getMessage());
        } else {
            log.error("{} failed", command.getCommandName(), failure);
            command.getErr().println("rejoinder: " + command.getCommandName() + " failed: " + describe(failure));
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static String describe(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String said = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String because = deepest.getMessage();
        return because == null || said.contains(because) ? said : said + " (" + because + ")";
    }
}
