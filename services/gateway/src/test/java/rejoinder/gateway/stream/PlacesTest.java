package rejoinder.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final Optional<String> NOBODY = Optional.empty();
    private static final Optional<String> DESK = Optional.of("a desk");

    private final InetAddress zubrowka = address(192, 0, 2, 1);
    private final InetAddress ruritania = address(192, 0, 2, 2);
    private final Places places = new Places(4, 2, 2);

    @Test
    void anAddressGetsSoManyAndAnotherStillSome() {
        places.take(zubrowka, NOBODY);
        places.take(zubrowka, NOBODY);

        assertThat(places.take(zubrowka, NOBODY))
                .isEqualTo(new Places.Outcome.Refused("there are 2 subscribers from your address already; share one"
                        + " connection, or close another"));
        assertThat(places.take(ruritania, NOBODY)).isInstanceOf(Places.Place.class);
    }

    @Test
    void thisMachineIsLimitedOnlyByTheWhole() {
        for (int i = 0; i < 4; i++) {
            assertThat(places.take(InetAddress.getLoopbackAddress(), NOBODY)).isInstanceOf(Places.Place.class);
        }

        assertThat(places.take(ruritania, NOBODY))
                .isEqualTo(new Places.Outcome.Refused("there are 4 subscribers already; come back later"));
    }

    @Test
    void aTokenGetsSoManyFromWhereverAndWhoSendsAnotherStillSome() {
        InetAddress proxy = InetAddress.getLoopbackAddress();
        Places.Place place = (Places.Place) places.take(proxy, DESK);
        places.take(ruritania, DESK);

        assertThat(places.take(proxy, DESK))
                .isEqualTo(new Places.Outcome.Refused("there are 2 subscribers with your token already; share one"
                        + " connection, or close another"));
        assertThat(places.take(proxy, Optional.of("another desk"))).isInstanceOf(Places.Place.class);
        place.free();
        assertThat(places.take(proxy, DESK)).isInstanceOf(Places.Place.class);
    }

    @Test
    void aPlaceGivenBackTwiceIsFreeOnce() {
        Places.Place place = (Places.Place) places.take(zubrowka, NOBODY);
        places.take(zubrowka, NOBODY);

        place.free();
        place.free();

        assertThat(places.taken()).isEqualTo(1);
        assertThat(places.take(zubrowka, NOBODY)).isInstanceOf(Places.Place.class);
        assertThat(places.take(zubrowka, NOBODY)).isInstanceOf(Places.Outcome.Refused.class);
    }

    private static InetAddress address(int... parts) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) parts[0], (byte) parts[1], (byte) parts[2], (byte) parts[3]});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
