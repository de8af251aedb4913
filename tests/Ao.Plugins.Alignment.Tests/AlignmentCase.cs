using Ao.Alignment;

namespace Ao.Plugins.Alignment.Tests;

/// <summary>A change and a fork that may rely on what it changes.</summary>
/// <param name="Name">What the case is called.</param>
/// <param name="Base">The files that both began with.</param>
/// <param name="Change">The files that the change writes; an empty text removes one.</param>
/// <param name="Fork">The files that the fork writes.</param>
/// <param name="Tier">What should be done; <see langword="null"/> where nobody relies on anything.</param>
/// <param name="Kind">What the alert is about.</param>
public sealed record AlignmentCase(string Name, IReadOnlyDictionary<string, string> Base, IReadOnlyDictionary<string, string> Change, IReadOnlyDictionary<string, string> Fork, AlignmentTier? Tier, DefinitionChange Kind = DefinitionChange.Removed)
{
    public override string ToString() => Name;
}
