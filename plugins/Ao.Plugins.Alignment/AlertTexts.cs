using System.Globalization;
using Ao.Alignment;

namespace Ao.Plugins.Alignment;

/// <summary>Says in a sentence why an alert was given its tier.</summary>
internal static class AlertTexts
{
    private const int LongestName = 120;

    public static string Of(ChangedDefinition change, string fork, int references, int tests, bool isDeclared, int files, AlignmentTier tier)
    {
        var name = Quote(change.Definition.FullName);
        var happens = change switch
        {
            { MovedTo: { } place } => $"{name} moves to {Quote(place)}",
            { Change: DefinitionChange.Removed } => $"{name} is removed",
            { Change: DefinitionChange.Renamed, RenamedTo: { } other } => $"{name} seems to be renamed to {Quote(other)}",
            { Change: DefinitionChange.Renamed } => $"{name} is renamed",
            { Change: DefinitionChange.Signature } => $"{name} is used in another way",
            _ => $"{name} keeps its form and does something else",
        };
        var relies = (references, isDeclared) switch
        {
            (0, _) => $"{fork} has declared to rely on it",
            (_, true) => string.Create(CultureInfo.InvariantCulture, $"{fork} has declared to rely on it, and {Lines(references)} of its own refer to it"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Lines(references)} of {fork}'s own refer{(references == 1 ? "s" : "")} to it{(tests > 0 ? $", {tests} of them in tests" : "")}"),
        };
        var rarity = tier == AlignmentTier.Silent ? "; that is no sure sign" : string.Create(CultureInfo.InvariantCulture, $"; the name is in {files} file{(files == 1 ? "" : "s")} before the change");
        return $"{happens}, and {relies}{rarity}.";
    }

    public static string NameOf(AlignmentFork fork) => fork.Name is { Length: > 0 } name ? Quote(name) : Quote(fork.ForkId);

    private static string Lines(int count) => count == 1 ? "one line" : string.Create(CultureInfo.InvariantCulture, $"{count} lines");

    private static string Quote(string text) => $"'{Printable.Quote(text.Length <= LongestName ? text : text[..LongestName])}'";
}
