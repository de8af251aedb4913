namespace Ao.Plugins.Alignment;

/// <summary>How a definition is used: what callers must know of it.</summary>
/// <param name="Result">What it is and gives, without white space.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="IsOpen">Whether it can be seen outside of the type that it is in.</param>
internal sealed record Shape(string Result, IReadOnlyList<Parameter> Parameters, bool IsOpen)
{
    /// <summary>Tells whether everything that was written against an older shape still holds.</summary>
    public bool Serves(Shape older) =>
        Result == older.Result
        && (IsOpen || !older.IsOpen)
        && Parameters.Count >= older.Parameters.Count
        && older.Parameters.Index().All(parameter => Parameters[parameter.Index].Type == parameter.Item.Type && (Parameters[parameter.Index].IsOptional || !parameter.Item.IsOptional))
        && Parameters.Skip(older.Parameters.Count).All(static parameter => parameter.IsOptional);
}
