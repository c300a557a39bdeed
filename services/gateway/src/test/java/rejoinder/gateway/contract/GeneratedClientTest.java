package rejoinder.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.gateway.support.RunningGateway;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;

/** A client made by openapi-generator of the contract that a gateway serves. */
class GeneratedClientTest {
    private static final Path GENERATOR = Path.of("target/generator/openapi-generator-cli.jar");
    private static final String USE = """
            package use;

            import client.ApiClient;
            import client.api.StoriesApi;
            import client.model.StoryItem;

            public final class Titles implements java.util.function.UnaryOperator<String> {
                @Override
                public String apply(String address) {
                    ApiClient gateway = new ApiClient();
                    gateway.updateBaseUri(address);
                    try {
                        StoryItem only = new StoriesApi(gateway).listStories(10, null).getItems().get(0);
                        return only.getTitle() + " / " + only.getSummary().getReactions();
                    } catch (client.ApiException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void compilesAndGetsWhatTheGatewayHas() throws Exception {
        SinkDatabase database = new SinkDatabase(folder).migrate();
        database.put(Zubrowka.story("border"));
        database.put(Zubrowka.summary("border"));
        Path sources = folder.resolve("client");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        try (RunningGateway gateway = new RunningGateway(database)) {
            String address = gateway.gateway().address().toString().replaceAll("/$", "");

            generate(address + "/api/v1/openapi.yaml", sources);
            Files.writeString(
                    Files.createDirectories(sources.resolve("src/main/java/use"))
                            .resolve("Titles.java"),
                    USE);
            compile(sources.resolve("src/main/java"), classes);

            assertThat(used(classes).apply(address)).isEqualTo("The border of border / 1");
        }
    }

    private void generate(String contract, Path into) throws IOException, InterruptedException {
        Path said = folder.resolve("generator.log");
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        GENERATOR.toString(),
                        "generate",
                        "--generator-name=java",
                        "--library=native",
                        "--input-spec=" + contract,
                        "--output=" + into,
                        "--invoker-package=client",
                        "--api-package=client.api",
                        "--model-package=client.model",
                        "--additional-properties=useJakartaEe=true,openApiNullable=false",
                        "--global-property=apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,"
                                + "modelTests=false")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(generator.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            generator.destroyForcibly();
        }
        assertThat(generator.exitValue()).as(Files.readString(said)).isZero();
        assertThat(Files.readString(said)).doesNotContain("ERROR");
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.walk(sources)) {
            List<Path> java =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            boolean compiles = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-nowarn",
                                    "-d",
                                    classes.toString(),
                                    "-classpath",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(compiles).as(said.toString()).isTrue();
        }
    }

    @SuppressWarnings("unchecked") // what it implements stands above
    private static UnaryOperator<String> used(Path classes) throws IOException, ReflectiveOperationException {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, GeneratedClientTest.class.getClassLoader());
        return (UnaryOperator<String>)
                loader.loadClass("use.Titles").getConstructor().newInstance();
    }
}
