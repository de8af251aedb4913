using System.Collections;

namespace Ao.Configuration;

/// <summary>A type of options that holds several values: a list, an array, a set or a dictionary.</summary>
/// <param name="Type">The type.</param>
/// <param name="KeyType">The type of its keys, where it is a dictionary.</param>
/// <param name="ElementType">The type of its values.</param>
internal sealed record OptionsCollection(Type Type, Type? KeyType, Type ElementType)
{
    /// <summary>Gives the shape of a type, or <see langword="null"/> where it is no collection that options can have.</summary>
    public static OptionsCollection? Of(Type type)
    {
        if (type.IsArray)
        {
            return new OptionsCollection(type, null, type.GetElementType()!);
        }

        var interfaces = type.GetInterfaces().Append(type).Where(static candidate => candidate.IsGenericType).ToList();
        var dictionary = interfaces.Find(static candidate => candidate.GetGenericTypeDefinition() is var shape && (shape == typeof(IDictionary<,>) || shape == typeof(IReadOnlyDictionary<,>)));
        if (dictionary?.GetGenericArguments() is [var key, var value])
        {
            return ScalarReader.Reads(key) ? new OptionsCollection(type, key, value) : null;
        }

        return interfaces.Find(static candidate => candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments() is [var element]
            ? new OptionsCollection(type, null, element)
            : null;
    }

    /// <summary>Gives the dictionary to fill: the one that is there, or a new one.</summary>
    public IDictionary? DictionaryFor(object? current)
    {
        if (current is IDictionary { IsReadOnly: false } dictionary)
        {
            return dictionary;
        }

        var made = typeof(Dictionary<,>).MakeGenericType(KeyType!, ElementType);
        // Keys of a configuration do not differ by case.
        object?[] comparer = KeyType == typeof(string) ? [StringComparer.OrdinalIgnoreCase] : [];
        return current is null && Type.IsAssignableFrom(made) ? (IDictionary)Activator.CreateInstance(made, comparer)! : null;
    }

    /// <summary>Makes the list that the entries are gathered in.</summary>
    public IList NewList() => (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(ElementType))!;

    /// <summary>Turns the entries into what a property holds. They replace what was there.</summary>
    /// <param name="items">The entries.</param>
    /// <param name="present">The collection to put them into, where the property cannot be set.</param>
    /// <returns>The collection, or <see langword="null"/> where the type cannot be made from a list.</returns>
    public object? Complete(IList items, object? present)
    {
        if (present is IList { IsReadOnly: false, IsFixedSize: false } list)
        {
            list.Clear();
            foreach (var item in items)
            {
                list.Add(item);
            }

            return list;
        }

        if (Type.IsArray)
        {
            var array = Array.CreateInstance(ElementType, items.Count);
            items.CopyTo(array, 0);
            return array;
        }

        // A set takes its entries from a list.
        var set = typeof(HashSet<>).MakeGenericType(ElementType);
        return present is not null ? null
            : Type.IsInstanceOfType(items) ? items
            : Type.IsAssignableFrom(set) ? Activator.CreateInstance(set, items)
            : null;
    }
}
