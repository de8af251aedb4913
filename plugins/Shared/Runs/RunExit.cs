using System.Globalization;

namespace Ao.Runs;

/// <summary>What a keeper writes down when its program has ended.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="At">When the program had ended, in clock ticks since the machine started, where the keeper could tell.</param>
internal sealed record RunExit(int Code, long? At)
{
    /// <summary>Reads a keeper's line.</summary>
    public static RunExit? Parse(string? line)
    {
        var parts = line?.Split(' ') ?? [];
        return parts.Length > 0 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new RunExit(code, parts.Length > 1 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : null)
            : null;
    }
}
