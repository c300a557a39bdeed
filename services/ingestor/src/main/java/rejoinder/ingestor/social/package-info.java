/** Accounts that officials speak from themselves: Mastodon-compatible servers and Bluesky. */
package rejoinder.ingestor.social;
