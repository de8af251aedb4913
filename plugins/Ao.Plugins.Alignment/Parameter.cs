namespace Ao.Plugins.Alignment;

/// <summary>A parameter.</summary>
/// <param name="Type">Its type and how it is passed; its name too, in languages that pass by name.</param>
/// <param name="IsOptional">Whether it can be left out.</param>
internal readonly record struct Parameter(string Type, bool IsOptional);
