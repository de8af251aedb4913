namespace Ao.Plugins.OpenCode;

/// <summary>The plugin for OpenCode that writes down what happens.</summary>
internal static class EventsScript
{
    public static string FileIn(string stateFolder) => Path.Combine(stateFolder, "opencode", "events.js");

    public static async Task WriteAsync(string stateFolder, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(typeof(EventsScript).Assembly.GetManifestResourceStream("events.js")!);
        await StateFile.WriteAsync(FileIn(stateFolder), await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }
}
