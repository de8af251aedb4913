namespace Ao.FakeModel.Conversations;

/// <summary>Whose turn it is.</summary>
internal enum TurnRole
{
    User,
    Assistant,
    Tool,
}
