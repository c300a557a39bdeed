package rejoinder.sink.change;

/** What a record turned out to be. */
public sealed interface Reading permits Change, Unreadable {}
