namespace Ao.FakeModel;

/// <summary>A tool that the model calls.</summary>
public abstract record ScriptedCall;
