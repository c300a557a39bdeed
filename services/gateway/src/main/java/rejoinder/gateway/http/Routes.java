package rejoinder.gateway.http;

import com.linecorp.armeria.server.ServerBuilder;

/** A part of the API that knows its own addresses. */
public interface Routes {
    /** Adds this part's addresses. */
    void addTo(ServerBuilder server);
}
