package rejoinder.sink;

import java.util.Arrays;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Whether tests run against containers: where Docker and the image are there, or where they are required. */
public final class Docker {
    private Docker() {}

    /** True when the image is here; fails when {@code REJOINDER_REQUIRE_DOCKER} is true and it is not. */
    public static boolean has(String image) {
        boolean here = DockerClientFactory.instance().isDockerAvailable() && isLocal(image);
        if (!here && Boolean.parseBoolean(System.getenv("REJOINDER_REQUIRE_DOCKER"))) {
            throw new IllegalStateException("REJOINDER_REQUIRE_DOCKER is true, and Docker has no image " + image);
        }
        return here;
    }

    private static boolean isLocal(String image) {
        return DockerClientFactory.lazyClient().listImagesCmd().exec().stream()
                .flatMap(found -> found.getRepoTags() == null ? Stream.empty() : Arrays.stream(found.getRepoTags()))
                .anyMatch(image::equals);
    }
}
