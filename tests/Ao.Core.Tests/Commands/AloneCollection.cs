namespace Ao.Commands;

/// <summary>Tests that nothing runs beside.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;
