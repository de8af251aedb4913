namespace Ao.FakeModel.Conversations;

/// <summary>A turn of a conversation, as a request tells it.</summary>
/// <param name="Role">Whose it is.</param>
/// <param name="Text">What it says; only kept of a user's.</param>
internal sealed record Turn(TurnRole Role, string Text = "");
