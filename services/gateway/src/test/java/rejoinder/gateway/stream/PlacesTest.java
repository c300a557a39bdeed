package rejoinder.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final InetAddress zubrowka = address(192, 0, 2, 1);
    private final InetAddress ruritania = address(192, 0, 2, 2);
    private final Places places = new Places(4, 2);

    @Test
    void anAddressGetsSoManyAndAnotherStillSome() {
        places.take(zubrowka);
        places.take(zubrowka);

        assertThat(places.take(zubrowka))
                .isEqualTo(new Places.Outcome.Refused("there are 2 subscribers from your address already; share one"
                        + " connection, or close another"));
        assertThat(places.take(ruritania)).isInstanceOf(Places.Place.class);
    }

    @Test
    void thisMachineIsLimitedOnlyByTheWhole() {
        for (int i = 0; i < 4; i++) {
            assertThat(places.take(InetAddress.getLoopbackAddress())).isInstanceOf(Places.Place.class);
        }

        assertThat(places.take(ruritania))
                .isEqualTo(new Places.Outcome.Refused("there are 4 subscribers already; come back later"));
    }

    @Test
    void aPlaceGivenBackTwiceIsFreeOnce() {
        Places.Place place = (Places.Place) places.take(zubrowka);
        places.take(zubrowka);

        place.free();
        place.free();

        assertThat(places.taken()).isEqualTo(1);
        assertThat(places.take(zubrowka)).isInstanceOf(Places.Place.class);
        assertThat(places.take(zubrowka)).isInstanceOf(Places.Outcome.Refused.class);
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
