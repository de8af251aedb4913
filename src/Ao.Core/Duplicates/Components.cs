namespace Ao.Duplicates;

/// <summary>The components that a report names.</summary>
internal static class Components
{
    private const int Most = 8;

    /// <summary>Gives them in lower case and in order, each once.</summary>
    public static string[] Of(string? component) => string.IsNullOrWhiteSpace(component)
        ? []
        : [.. component.ToLowerInvariant().Split([',', ';'], Most, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
