namespace Ao.Core.Tests.Effects;

/// <summary>What effects create in these tests.</summary>
internal sealed record Thing(string Key, int Number);
