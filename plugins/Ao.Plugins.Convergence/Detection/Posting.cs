namespace Ao.Plugins.Convergence;

/// <summary>Who has a word.</summary>
/// <param name="Slot">Where it is in the index.</param>
/// <param name="Weight">How much the word says of it.</param>
internal readonly record struct Posting(int Slot, float Weight);
