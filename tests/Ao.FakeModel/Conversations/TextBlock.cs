namespace Ao.FakeModel.Conversations;

/// <summary>Something said.</summary>
internal sealed record TextBlock(string Text) : Block;
