using Ao.Agents;

namespace Ao.Sessions.Providers;

/// <summary>What is written to the journal about model providers, one stream for each.</summary>
internal static class ProviderFacts
{
    public const string StreamPrefix = "provider/";

    /// <summary>A provider refuses. Its sessions are left alone until the time.</summary>
    /// <param name="Provider">The provider.</param>
    /// <param name="Kind">Why it refuses.</param>
    /// <param name="Until">When it is tried again.</param>
    /// <param name="Strikes">How often in a row it has refused when it was tried again.</param>
    /// <param name="Window">How many sessions may be in a turn at once from then on.</param>
    /// <param name="Peak">How many were, before it refused: once as many may be again, the window is gone.</param>
    /// <param name="Detail">What it said.</param>
    internal sealed record Limited(string Provider, ProviderLimitKind Kind, DateTimeOffset Until, int Strikes, int Window, int Peak, string? Detail);

    /// <summary>A turn went well: one more session may be in a turn at once, or any number where there is no window any more.</summary>
    internal sealed record Eased(string Provider, int? Window);

    public static string StreamOf(string provider) => StreamPrefix + Effects.OperationKeys.Part(provider);
}
