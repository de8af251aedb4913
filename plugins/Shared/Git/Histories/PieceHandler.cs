namespace Ao.Git.Histories;

/// <summary>Takes a piece of what a program writes.</summary>
/// <param name="piece">The piece, which is only there during the call.</param>
/// <param name="isCut">Whether it was longer, and its end was dropped.</param>
internal delegate void PieceHandler(ReadOnlySpan<byte> piece, bool isCut);
