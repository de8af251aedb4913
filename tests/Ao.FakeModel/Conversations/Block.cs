namespace Ao.FakeModel.Conversations;

/// <summary>A part of an answer.</summary>
internal abstract record Block;
