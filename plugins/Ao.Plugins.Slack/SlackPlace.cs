namespace Ao.Plugins.Slack;

/// <summary>Where a message is: its channel and its time stamp there, as one text.</summary>
internal static class SlackPlace
{
    public static string Write(string channel, string stamp) => $"{channel}/{stamp}";

    public static (string Channel, string Stamp) Read(string place) => place.Split('/', 2) is [var channel, var stamp] ? (channel, stamp) : (place, "");
}
