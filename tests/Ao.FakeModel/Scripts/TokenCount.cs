namespace Ao.FakeModel;

/// <summary>What a turn uses.</summary>
/// <param name="Input">Tokens read anew.</param>
/// <param name="Cached">Tokens read from a cache, beside those.</param>
/// <param name="Output">Tokens written.</param>
public sealed record TokenCount(int Input, int Cached, int Output);
