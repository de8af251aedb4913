namespace Ao.Plugins.Linear;

/// <summary>Linear has refused a call: nothing was changed there.</summary>
internal sealed class LinearException(string message, string answer) : AoException(message)
{
    /// <summary>Gets what Linear said. Text from outside.</summary>
    public string Answer { get; } = answer;

    /// <summary>Gets whether it refused because what was named is not there.</summary>
    public bool IsNotFound => Answer.Contains("Entity not found", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets whether it refused because something of that id is there already.</summary>
    public bool IsDuplicate => Answer.Contains("already exists", StringComparison.OrdinalIgnoreCase) || Answer.Contains("duplicate", StringComparison.OrdinalIgnoreCase) || Answer.Contains("already in use", StringComparison.OrdinalIgnoreCase) || Answer.Contains("conflict on insert", StringComparison.OrdinalIgnoreCase);
}
