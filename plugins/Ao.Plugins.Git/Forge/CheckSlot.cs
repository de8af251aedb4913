namespace Ao.Plugins.Git.Forge;

/// <summary>The newest attempt of a check at a tree.</summary>
/// <param name="Name">The check.</param>
/// <param name="Place">What tells the check at this tree from all others.</param>
/// <param name="Attempt">Which attempt it is, from 1.</param>
/// <param name="Id">The object that holds what it said, or that it was asked for; <see langword="null"/> where there is none yet.</param>
internal sealed record CheckSlot(string Name, string Place, int Attempt, string? Id)
{
    public string Reference => CheckRef.Of(Place, Attempt);
}
