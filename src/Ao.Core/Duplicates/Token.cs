namespace Ao.Duplicates;

/// <summary>A piece of a text that stands for something.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Traits">What it looks like.</param>
internal readonly record struct Token(int Start, int Length, TokenTraits Traits);
