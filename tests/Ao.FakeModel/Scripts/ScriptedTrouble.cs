namespace Ao.FakeModel;

/// <summary>Something that happens before a turn.</summary>
public abstract record ScriptedTrouble;
