namespace Ao.FakeModel;

/// <summary>The model thinks before it begins its turn.</summary>
/// <param name="Time">How long.</param>
public sealed record ScriptedPause(TimeSpan Time) : ScriptedTrouble;
