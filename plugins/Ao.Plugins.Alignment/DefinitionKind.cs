namespace Ao.Plugins.Alignment;

/// <summary>What is defined.</summary>
internal enum DefinitionKind
{
    /// <summary>A type: class, interface, record, enumeration, alias.</summary>
    Type,

    /// <summary>Something that is called.</summary>
    Function,

    /// <summary>Something that is read or set: constant, variable, field, property, member of an enumeration.</summary>
    Value,

    /// <summary>How an instance of a type is made.</summary>
    Constructor,
}
